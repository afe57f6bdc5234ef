// SPDX-License-Identifier: Apache-2.0
/**
 * JavaScript that users bring along: patches, indexes' functions, projections.
 *
 * <p>{@link porthole.script.api.ScriptEngine} is the service. A script reaches nothing but what it
 * is given, and is bounded in time and memory. Values in signatures are plain JSON values: String,
 * Long, Double, Boolean, null, List and Map; nothing of an engine's own gets out.
 */
@Export
@Version("1.0.0")
@NullMarked
package porthole.script.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
