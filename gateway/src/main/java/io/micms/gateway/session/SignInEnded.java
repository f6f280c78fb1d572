package io.micms.gateway.session;

/** Somebody signed out here, or auth-service refused to go on. */
public record SignInEnded(String id) {}
