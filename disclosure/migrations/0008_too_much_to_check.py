from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('disclosure', '0007_no_full_record'),
    ]

    operations = [
        migrations.AlterField(
            model_name='finding',
            name='check_name',
            field=models.CharField(choices=[('name', 'A name that does not belong'), ('address', 'An address that does not belong'), ('postcode', 'A postcode that does not belong'), ('telephone', 'A telephone number that does not belong'), ('email', 'An email address that does not belong'), ('restricted_source', 'Words from a restricted source'), ('copied', 'Words copied from a restricted source'), ('not_cleared', 'Words not cleared for this person'), ('must_not_be_told', 'A person who must not be told'), ('wrong_family', 'A document of another family'), ('shared_address', 'A postal address shared with somebody who poses a risk'), ('image_only', 'Pages with no text to search'), ('hidden_content', 'Content that is not on the page'), ('page_marks', "A page without the person's name, pack number or page number"), ('too_much', 'Too much to check at once')], max_length=20),
        ),
    ]
