package io.micms.gateway.login;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** The OpenID provider; its metadata is read at the first sign-in, so that the gateway starts without it. */
@ConfigurationProperties("micms.google")
record GoogleProperties(String issuer, String clientId, String clientSecret) {}
