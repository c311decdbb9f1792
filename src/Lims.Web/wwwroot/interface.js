// Starts Scalar's page of the interface. A file of its own: scripts in the page itself are not allowed (script-src 'self').
import { initialize } from './api/reference/scalar.aspnetcore.js';

initialize('%2Fapi', false, {
  withDefaultFonts: false,
  // Nothing of this house is sent to anybody: no sharing, no hosted tools, no assistant, no telemetry.
  telemetry: false,
  showDeveloperTools: 'never',
  showToolbar: 'never',
  hideClientButton: true,
  agent: { disabled: true },
  mcp: { disabled: true },
  _integration: 'dotnet',
  sources: [{ title: 'v1', url: '/openapi/v1.json' }],
}, '');
