// SPDX-License-Identifier: Apache-2.0
/** The native helper as a capture backend. */
@NullMarked
package porthole.capture.nativehelper.internal;

import org.jspecify.annotations.NullMarked;
