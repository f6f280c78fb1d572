package io.micms.platform.idempotency;

import io.micms.platform.publishing.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands out the id that the filter has kept with the key, or a new one where the request has no key. */
final class CreationIdResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == CreationId.class;
    }

    @Override
    public CreationId resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binderFactory) {
        return request.getAttribute(IdempotencyFilter.CREATION_ID, RequestAttributes.SCOPE_REQUEST) instanceof String id
                ? new CreationId(id)
                : new CreationId(Ids.next());
    }
}
