@org.jspecify.annotations.NullMarked
package io.micms.platform.erasure;
