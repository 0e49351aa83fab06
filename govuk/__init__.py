"""GOV.UK patterns as Django forms, widgets and template tags.

Decides how a page, a form and a table look and read. Knows nothing about children or about who
may see what, and imports no other app.
"""
