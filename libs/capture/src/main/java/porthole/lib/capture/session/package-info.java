// SPDX-License-Identifier: Apache-2.0
/** One conversation with a helper, from its start to its end. */
@NullMarked
package porthole.lib.capture.session;

import org.jspecify.annotations.NullMarked;
