"""GOV.UK patterns as Django form fields, widgets and template tags. Knows nothing about children."""
