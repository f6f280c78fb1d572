package io.micms.platform.web;

import io.micms.platform.problem.InvalidParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

final class ListQueryResolver implements HandlerMethodArgumentResolver {

    private static final int SEARCH_AT_MOST = 200;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ListQuery.class;
    }

    @Override
    public ListQuery resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binderFactory) {
        return new ListQuery(
                limit(request.getParameter("limit")),
                blankToNull(request.getParameter("cursor")),
                blankToNull(request.getParameter("sort")),
                search(request.getParameter("search")));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return ListQuery.LIMIT_BY_DEFAULT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= ListQuery.LIMIT_AT_MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message for every unusable limit.
        }
        throw new InvalidParameter("limit", "limit is a whole number from 1 to %d.".formatted(ListQuery.LIMIT_AT_MOST));
    }

    private static @Nullable String search(@Nullable String text) {
        String search = blankToNull(text);
        if (search != null && search.length() > SEARCH_AT_MOST) {
            throw new InvalidParameter("search", "search is at most %d characters long.".formatted(SEARCH_AT_MOST));
        }
        return search;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
