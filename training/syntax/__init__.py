"""Makes the spaCy pipeline that ships in ``model/syntax`` (see ``training/README.md``)."""
