// SPDX-License-Identifier: Apache-2.0
/**
 * Brings {@code etc/*.json} into Config Admin, the OSGi log to the process's log, and tells the
 * launcher what components lack.
 */
@NullMarked
package porthole.settings.internal;

import org.jspecify.annotations.NullMarked;
