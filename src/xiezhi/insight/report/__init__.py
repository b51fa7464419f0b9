"""The report of an audit as one HTML file: tables, pictures, findings. No server, no script."""
