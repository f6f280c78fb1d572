package io.micms.insight.drafts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What costs a business money to have said: offers that a text makes although nobody asked for them. */
public final class Promises {

    private static final Map<String, Pattern> OFFERS = Map.of(
            "a discount",
                    Pattern.compile(
                            "\\bdiscount|\\d\\s*(?:%|percent|per cent)\\s*(?:off|less)|\\bhalf[ -]price|\\breduced price"),
            "a voucher", Pattern.compile("\\bvouchers?\\b|\\bcoupons?\\b|\\bpromo(?:tional)? code|\\bgift card"),
            "something for free",
                    Pattern.compile(
                            "\\bfor free\\b|\\bfree (?:of charge|shipping|delivery|gift|sample|item|product|trial|order)|\\bon the house\\b|\\bcomplimentary\\b"),
            "a gift", Pattern.compile("\\b(?:a|your|surprise|little|small) gift\\b|\\bgifts? for you\\b"),
            "money back", Pattern.compile("\\brefund|\\bcashback\\b|\\bmoney[ -]back"));

    private Promises() {}

    /** @param asked what may be offered, in the words of whoever asks */
    public static List<String> unasked(String text, List<String> asked) {
        String said = text.toLowerCase(Locale.ROOT);
        String allowed = String.join("\n", asked).toLowerCase(Locale.ROOT);
        List<String> faults = new ArrayList<>();
        OFFERS.forEach((offer, pattern) -> {
            if (pattern.matcher(said).find() && !pattern.matcher(allowed).find()) {
                faults.add("It offers %s, which nobody asked for.".formatted(offer));
            }
        });
        return faults;
    }
}
