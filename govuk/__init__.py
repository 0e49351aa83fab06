"""GOV.UK patterns as Django fields, widgets and template tags. Knows nothing about children."""
