package io.micms.platform.web;

import io.micms.platform.problem.ProblemAdvice;
import io.micms.platform.security.CallerResolver;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.util.unit.DataSize;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;

@AutoConfiguration(
        afterName = "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration",
        beforeName = "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration")
class WebAutoConfiguration {

    /** After the security filter chain, which has order -100, and before keyed requests are read. */
    private static final int BEFORE_BODIES_ARE_READ = -1;

    @Bean
    ProblemAdvice problemAdvice() {
        return new ProblemAdvice();
    }

    @Bean
    KeysetPages keysetPages(MongoTemplate mongo) {
        return new KeysetPages(mongo);
    }

    /** A name that stands twice in an object leaves open what is meant; every feed refuses it. */
    @Bean
    JsonMapperBuilderCustomizer strictReading() {
        return json -> json.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    @Bean
    FilterRegistrationBean<RequestSizeFilter> requestSizeFilter(
            @Value("${micms.requests.most-bytes}") DataSize most,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        FilterRegistrationBean<RequestSizeFilter> registration =
                new FilterRegistrationBean<>(new RequestSizeFilter(most.toBytes(), problems));
        registration.setOrder(BEFORE_BODIES_ARE_READ);
        return registration;
    }

    @Bean
    WebMvcConfigurer platformArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ListQueryResolver());
                resolvers.add(new CallerResolver());
            }
        };
    }
}
