"""One catalogue a language: English text as it stands in the code to what is read instead."""
