"""What is chosen as a folder of web pages that can be searched without a server. See docs/site.md."""
