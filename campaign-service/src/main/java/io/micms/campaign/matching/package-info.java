/** Finds which of many rules a customer matches, and whom a change concerns. Pure domain. */
@NullMarked
package io.micms.campaign.matching;

import org.jspecify.annotations.NullMarked;
