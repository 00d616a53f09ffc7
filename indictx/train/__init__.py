"""Train a translation model: corpora in, a model's folder out, every stage repeatable.

One recipe (:mod:`.recipe`) says everything; stages keep what they made in a work folder and run
again only when something that they read has changed (:mod:`.stages`)::

    clean   corpora -> clean/<source>/<pair>.tsv.gz      read, clean, filter; one part a file
    mix     clean   -> mix/<pair>.tsv.gz, report.*       duplicates, misaligned pairs, caps, shuffle
    vocab   mix     -> vocab/sentencepiece.model         joint pieces, tags and slots reserved
    pack    mix     -> pack/<pair>.npz                   ids, with what robustness is taught by
    align   pack    -> align/<pair>.npz                  which piece translates which
    fit     pack    -> run/checkpoint.pt, log.csv        training, resumable to the step
    export  fit     -> a model's folder                  Marian, CTranslate2, manifest, card

Nothing here prints; progress goes to a function that the caller gives.
"""
