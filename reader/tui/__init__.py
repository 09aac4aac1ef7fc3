"""Keys -> pipeline -> screen. The only place that knows Textual."""
