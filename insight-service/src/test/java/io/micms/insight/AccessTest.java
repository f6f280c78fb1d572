package io.micms.insight;

import io.micms.platform.testing.AccessWalk;

class AccessTest extends AccessWalk {}
