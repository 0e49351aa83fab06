"""Tell the planner that folding a name is dear, so that it looks names up by their index.

It took the functions for as cheap as an addition and folded every name in the service anew.
"""

from django.db import migrations

FUNCTIONS = ("disclosure_name_tokens(text, text, text)", "disclosure_address_keys(text)")


def _cost(number: int) -> str:
    return "".join(f"ALTER FUNCTION public.{name} COST {number};" for name in FUNCTIONS)


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0008_letters_on_paper")]

    operations = [migrations.RunSQL(_cost(1000), _cost(100))]
