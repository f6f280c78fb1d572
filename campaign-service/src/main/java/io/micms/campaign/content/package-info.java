/** What is said: templates, and how they are rendered for a recipient. */
@NullMarked
package io.micms.campaign.content;

import org.jspecify.annotations.NullMarked;
