package io.micms.customer;

import io.micms.platform.testing.AccessWalk;

class AccessTest extends AccessWalk {}
