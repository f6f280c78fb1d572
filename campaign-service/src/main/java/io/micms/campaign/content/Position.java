package io.micms.campaign.content;

/** A place in a text, both from 1. */
record Position(int line, int column) {

    static Position of(String text, int index) {
        int line = 1;
        int begin = 0;
        int end = Math.clamp(index, 0, text.length());
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                begin = i + 1;
            }
        }
        return new Position(line, end - begin + 1);
    }
}
