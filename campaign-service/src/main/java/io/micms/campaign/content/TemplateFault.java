package io.micms.campaign.content;

/** What is wrong with a template, and where. */
record TemplateFault(Position at, String what) {

    @Override
    public String toString() {
        return "Line %d, column %d: %s".formatted(at.line(), at.column(), what);
    }
}
