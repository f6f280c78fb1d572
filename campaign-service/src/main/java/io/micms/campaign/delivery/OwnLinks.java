package io.micms.campaign.delivery;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The links in a message that act in its recipient's name: whoever had them could open it, click in it and unsubscribe for them. */
public final class OwnLinks {

    private static final Pattern TOKEN = Pattern.compile("(https?://[^\\s\"'<>]*/[uoc]/)[\\w-]{22,}");

    private OwnLinks() {}

    /** @return what may be shown to others than the recipient; null for null */
    public static @Nullable String without(@Nullable String text) {
        return text == null ? null : TOKEN.matcher(text).replaceAll("$1…");
    }
}
