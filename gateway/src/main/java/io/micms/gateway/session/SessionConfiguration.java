package io.micms.gateway.session;

import org.mongodb.spring.session.AbstractMongoSessionConverter;
import org.mongodb.spring.session.MongoIndexedSessionRepository;
import org.mongodb.spring.session.config.annotation.web.http.EnableMongoHttpSession;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

@Configuration(proxyBeanMethods = false)
@EnableMongoHttpSession
class SessionConfiguration {

    @Bean
    AbstractMongoSessionConverter sessionConverter() {
        return new TextSessionConverter();
    }

    @Bean
    SessionRepositoryCustomizer<MongoIndexedSessionRepository> sessionsEnd(SessionProperties properties) {
        return sessions -> sessions.setDefaultMaxInactiveInterval(properties.idle());
    }

    @Bean
    CookieSerializer cookieSerializer(SessionProperties properties) {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(SessionProperties.COOKIE);
        cookie.setCookiePath("/");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setUseSecureCookie(properties.secureCookies());
        return cookie;
    }
}
