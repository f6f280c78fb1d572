package io.micms.order;

import io.micms.platform.testing.AccessWalk;

class AccessTest extends AccessWalk {}
