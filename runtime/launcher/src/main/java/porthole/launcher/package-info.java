// SPDX-License-Identifier: Apache-2.0
/**
 * Starts the framework with the bundles of the distribution, says when the server serves, and stops
 * it in order. Not a bundle: everything here is on the class path beside the framework.
 */
@NullMarked
package porthole.launcher;

import org.jspecify.annotations.NullMarked;
