/**
 * Finds which of many segments a customer is in, at a cost that grows with the answers that change, not with the number of
 * segments. Pure domain.
 *
 * <p>{@link io.micms.campaign.matching.RuleIndex} keeps three things. A {@link io.micms.campaign.matching.Circuit} has every
 * condition and every group once, however many rules hold it. A {@link io.micms.campaign.matching.SubjectIndex} for each
 * subject leads from a value to the conditions that it meets, and from two values to those whose answer they change. And
 * {@link io.micms.campaign.matching.Covers} say for each group which conditions must hold before it is worth a look.
 */
@NullMarked
package io.micms.campaign.matching;

import org.jspecify.annotations.NullMarked;
