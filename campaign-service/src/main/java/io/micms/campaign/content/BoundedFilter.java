package io.micms.campaign.content;

import java.math.BigDecimal;
import java.util.Collection;
import liqp.TemplateContext;
import liqp.filters.Filter;

/** A filter of Liquid's that makes nothing too big: thirty doublings are enough to fill any memory. */
final class BoundedFilter extends Filter {

    private static final int LENGTH_AT_MOST = 500_000;
    private static final int ELEMENTS_AT_MOST = 10_000;
    private static final int DIGITS_AT_MOST = 100;

    private final Filter filter;

    BoundedFilter(Filter filter) {
        super(filter.getName());
        this.filter = filter;
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... params) {
        long growth = switch (name) {
            case "replace" -> (long) length(value) * (1 + length(params.length > 1 ? params[1] : null));
            case "join" -> (long) length(value) * (1 + length(params.length > 0 ? params[0] : null));
            default -> 0;
        };
        // What is taken from a text that is replaced by nothing long cannot come near this.
        if (growth > 20L * LENGTH_AT_MOST) {
            throw tooBig();
        }
        Object result = filter.apply(value, context, params);
        if (length(result) > (result instanceof CharSequence ? LENGTH_AT_MOST : ELEMENTS_AT_MOST)
                || result instanceof BigDecimal number
                        && (number.precision() > DIGITS_AT_MOST || Math.abs(number.scale()) > DIGITS_AT_MOST)) {
            throw tooBig();
        }
        return result;
    }

    private IllegalStateException tooBig() {
        return new IllegalStateException("what the filter '%s' makes is too big".formatted(name));
    }

    private static int length(Object value) {
        return switch (value) {
            case null -> 0;
            case CharSequence text -> text.length();
            case Collection<?> list -> list.size();
            case Object[] array -> array.length;
            default -> 0;
        };
    }
}
