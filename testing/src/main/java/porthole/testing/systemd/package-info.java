// SPDX-License-Identifier: Apache-2.0
/** A service manager that listens as systemd does. */
@NullMarked
package porthole.testing.systemd;

import org.jspecify.annotations.NullMarked;
