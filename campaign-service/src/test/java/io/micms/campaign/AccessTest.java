package io.micms.campaign;

import io.micms.platform.testing.AccessWalk;

class AccessTest extends AccessWalk {}
