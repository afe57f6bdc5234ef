// SPDX-License-Identifier: Apache-2.0
/** The frames that a server and a helper exchange: see docs/formats/capture-frames.md. */
@NullMarked
package porthole.lib.capture.frames;

import org.jspecify.annotations.NullMarked;
