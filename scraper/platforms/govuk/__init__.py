"""GOV.UK: a Search API, a Content API, and a host for files. Looked at by its published code, 2026-11."""
