// Starts Scalar's page of the interface. A file of its own: scripts in the page itself are not allowed (script-src 'self').
import { initialize } from './api/reference/scalar.aspnetcore.js';

initialize('%2Fapi', false, {
  withDefaultFonts: false,
  _integration: 'dotnet',
  sources: [{ title: 'v1', url: '/openapi/v1.json' }],
}, '');
