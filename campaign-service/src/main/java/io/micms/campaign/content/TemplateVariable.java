package io.micms.campaign.content;

/**
 * Something that a template can say.
 *
 * @param name as it stands in templates
 * @param label for people
 * @param snippet the Liquid that says it well: with the filter that its type needs, and words in quotes for those who have
 *     none
 */
public record TemplateVariable(String name, String label, Type type, String snippet) {

    public enum Type {
        TEXT,
        NUMBER,
        MONEY,
        DATE,
        BOOLEAN,
        LIST
    }
}
