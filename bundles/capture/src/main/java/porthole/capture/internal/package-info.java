// SPDX-License-Identifier: Apache-2.0
/** Publishes the capture broker as a service. */
@NullMarked
package porthole.capture.internal;

import org.jspecify.annotations.NullMarked;
