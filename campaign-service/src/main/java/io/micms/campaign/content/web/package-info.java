@NullMarked
package io.micms.campaign.content.web;

import org.jspecify.annotations.NullMarked;
