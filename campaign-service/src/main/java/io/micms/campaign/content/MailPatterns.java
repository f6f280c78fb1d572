package io.micms.campaign.content;

import io.micms.campaign.brand.Brand;
import io.micms.campaign.content.LiquidTemplates.Marked;
import io.micms.campaign.content.MailPattern.Recipient;
import io.micms.campaign.content.Personalisation.Copy;
import io.micms.campaign.content.Personalisation.Rendered;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The patterns that mails were made after lately. A template has as many as there are ways through it: with each branch that
 * it may take, and each number of rounds.
 */
final class MailPatterns {

    /** Of what is kept; some 16 MB where one character in it is beyond Latin-1. */
    private static final long CHARACTERS_AT_MOST = 8_000_000;

    /** What each takes besides. */
    private static final int OVERHEAD = 2_000;

    private final Map<Key, Optional<MailPattern>> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long characters;

    /** All that a pattern is made of. */
    private record Key(String marked, Brand brand, boolean preheader, boolean tracked, boolean withText) {}

    /**
     * @param written the text; null to have it made of the HTML
     * @param kept what stands for the recipient's links in the copy that is kept
     * @return null if this recipient's mail has to be laid out for itself
     */
    @Nullable
    Copy fill(Marked marked, Brand brand, Recipient recipient, @Nullable String written, RecipientLinks kept) {
        Key key = new Key(
                marked.html(),
                brand,
                !recipient.preheader().isBlank(),
                recipient.links().openUrl() != null,
                written == null);
        if (key.marked().isBlank() || key.marked().length() > CHARACTERS_AT_MOST / 16) {
            return null;
        }
        Optional<MailPattern> pattern = find(key);
        if (pattern == null) {
            pattern = Optional.ofNullable(
                    MailPattern.of(key.marked(), brand, key.preheader(), key.tracked(), key.withText()));
            keep(key, pattern);
        }
        return pattern.map(found -> copy(found, recipient, written, kept)).orElse(null);
    }

    private static @Nullable Copy copy(
            MailPattern pattern, Recipient recipient, @Nullable String written, RecipientLinks kept) {
        Rendered sent = pattern.fill(recipient, written);
        Recipient others = recipient.with(kept);
        return sent == null
                ? null
                : new Copy(sent, pattern.html(others), written == null ? pattern.text(others) : null);
    }

    private synchronized @Nullable Optional<MailPattern> find(Key key) {
        return kept.get(key);
    }

    private synchronized void keep(Key key, Optional<MailPattern> pattern) {
        if (kept.putIfAbsent(key, pattern) == null) {
            characters += size(key, pattern);
        }
        Iterator<Map.Entry<Key, Optional<MailPattern>>> eldest = kept.entrySet().iterator();
        while (characters > CHARACTERS_AT_MOST) {
            Map.Entry<Key, Optional<MailPattern>> next = eldest.next();
            characters -= size(next.getKey(), next.getValue());
            eldest.remove();
        }
    }

    private static long size(Key key, Optional<MailPattern> pattern) {
        return OVERHEAD
                + key.marked().length()
                + pattern.map(MailPattern::length).orElse(0);
    }
}
