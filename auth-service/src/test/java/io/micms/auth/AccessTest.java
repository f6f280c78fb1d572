package io.micms.auth;

import io.micms.platform.testing.AccessWalk;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "micms.auth.people.admin-email=ada@example.com")
class AccessTest extends AccessWalk {}
