/** The platform as its users meet it: a browser, HTTP, Kafka, the inbox. Nothing here knows the services' classes. */
@NullMarked
package io.micms.system;

import org.jspecify.annotations.NullMarked;
