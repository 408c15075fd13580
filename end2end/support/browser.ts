// The browser that the tests and the measurements run in: the system's Chromium, nothing downloaded.
export const browser = {
  launchOptions: {
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-background-networking',
      // A document that a test has rewritten comes from no network, and may ask nothing of one on this machine.
      '--disable-features=LocalNetworkAccessChecks',
    ],
  },
};
