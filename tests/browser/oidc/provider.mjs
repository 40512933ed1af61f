// The OpenID Connect provider that tests sign in at: npm `oidc-provider`, on this machine only.
// Its own development pages take any password; accounts come from the test, as JSON in ACCOUNTS.
import { Provider } from 'oidc-provider';

const port = Number(process.env.OIDC_PORT);
const app = process.env.APP_URL;
const issuer = process.env.OIDC_ISSUER || `http://localhost:${port}`;
const accounts = JSON.parse(process.env.ACCOUNTS);

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'indicators',
    client_secret: process.env.CLIENT_SECRET,
    redirect_uris: [`${app}/oauth2callback`],
    post_logout_redirect_uris: [`${app}/oauth2callback`], // Streamlit comes back to it after signing out
    grant_types: ['authorization_code'],
    response_types: ['code'],
  }],
  claims: { openid: ['sub', 'roles'], profile: ['name'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: false, // claims stand in the ID token, which is all that Streamlit reads
  async findAccount(_, id) {
    const account = accounts[id];
    return account && { accountId: id, claims: async () => ({ sub: id, email_verified: true, ...account }) };
  },
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  cookies: { keys: ['for-tests-only'] },
  pkce: { required: () => true },
});
provider.proxy = Boolean(process.env.OIDC_ISSUER); // behind nginx, in the drill of docs/deploy.md

provider.listen(port, '127.0.0.1', () => console.log('ready'));
