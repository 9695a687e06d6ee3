"""Alaveteli, the software of WhatDoTheyKnow and its like. Looked at by its published code, to August 2026."""
