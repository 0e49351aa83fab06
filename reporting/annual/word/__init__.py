"""What the report is made of as a document to edit: its styles, tables and contents."""
