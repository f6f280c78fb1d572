package io.micms.platform.notes;

import io.micms.platform.publishing.PublishedDocument;

class Note extends PublishedDocument {

    private String text;
    private int rank;

    Note(String id, String text, int rank) {
        super(id);
        this.text = text;
        this.rank = rank;
    }

    String text() {
        return text;
    }

    int rank() {
        return rank;
    }

    void rewrite(String text) {
        this.text = text;
    }

    void rewrite(String text, int rank) {
        rewrite(text);
        this.rank = rank;
    }
}
