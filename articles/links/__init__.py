"""Who leads where: wiki links kept beside prose (`following`), what leads to an article (`backlinks`)."""
