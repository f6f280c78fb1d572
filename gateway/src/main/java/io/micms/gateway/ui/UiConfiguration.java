package io.micms.gateway.ui;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Serves the UI, which the build puts under {@code static}; its pages are known to the UI's own router alone. */
@Configuration(proxyBeanMethods = false)
class UiConfiguration implements WebMvcConfigurer {

    private static final String UI = "classpath:/static/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(UI + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(UI)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new PagesOfTheUi());
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/index.html");
    }

    private static final class PagesOfTheUi extends PathResourceResolver {

        /** Paths that mean something here or at a service, so that a wrong one there is not answered with a page. */
        private static final Pattern NOT_THE_UI =
                Pattern.compile("(api|mcp|oauth2|login|logout|actuator|assets|u|o|c|hooks)(/.*)?");

        private static final Pattern FILE = Pattern.compile("(.*/)?[^/]*\\.[^/]*");

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            Resource file = super.getResource(path, location);
            if (file != null
                    || NOT_THE_UI.matcher(path).matches()
                    || FILE.matcher(path).matches()) {
                return file;
            }
            return super.getResource("index.html", location);
        }
    }
}
