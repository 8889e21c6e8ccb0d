//! A browser without a window, led by Chrome's `DevTools` protocol over a pair of pipes.
//!
//! By hand, because it takes a page of code: the messages are JSON that ends with a zero byte, and over pipes they need
//! no port and no web socket. The crates that lead Chrome bring a hundred others, which everyone who tests would build.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// A browser with one page.
pub(crate) struct Browser {
    process: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    session: String,
    last: u64,
    events: Vec<(String, Value)>,
    _profile: TempDir,
}

impl Browser {
    /// Starts the program of a path with an empty page of a size in pixels.
    pub(crate) fn start(program: &str, width: u32, height: u32) -> Self {
        let profile = tempfile::tempdir().unwrap();
        // The browser reads from descriptor 3 and writes to 4.
        let mut process = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null", program])
            .args(["--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu", "--hide-scrollbars"])
            .args(["--disable-background-networking", "--disable-component-update", "--force-color-profile=srgb"])
            // It shows pages of ours only, and some containers have no sandbox of their own to give.
            .args(["--no-sandbox", "--disable-dev-shm-usage"])
            // There is no network but this machine.
            .arg("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg(format!("--window-size={width},{height}"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let to = process.stdin.take().unwrap();
        let from = BufReader::new(process.stdout.take().unwrap());
        let session = String::new();
        let mut browser = Self { process, to, from, session, last: 0, events: Vec::new(), _profile: profile };
        let page = browser.call("Target.createTarget", &json!({"url": "about:blank"}));
        let page = json!({"targetId": page["targetId"], "flatten": true});
        let session = browser.call("Target.attachToTarget", &page)["sessionId"].as_str().unwrap().to_owned();
        browser.session = session;
        for domain in ["Page", "Runtime", "Network", "Log"] {
            browser.call(&format!("{domain}.enable"), &json!({}));
        }
        browser.size(width, height);
        browser
    }

    /// Sets the size of the page, in pixels.
    pub(crate) fn size(&mut self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        self.call("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Sets whether pages are to be `light` or `dark`.
    pub(crate) fn scheme(&mut self, scheme: &str) {
        let feature = json!({"name": "prefers-color-scheme", "value": scheme});
        self.call("Emulation.setEmulatedMedia", &json!({"features": [feature]}));
    }

    /// Runs a script in every page that is opened from now on, before its own.
    pub(crate) fn prepare(&mut self, script: &str) {
        self.call("Page.addScriptToEvaluateOnNewDocument", &json!({"source": script}));
    }

    /// Opens an address, and waits until everything that the page itself names is loaded.
    pub(crate) fn open(&mut self, address: &str) {
        let known = self.events("Page.loadEventFired").count();
        let opened = self.call("Page.navigate", &json!({"url": address}));
        assert_eq!(opened.get("errorText"), None, "{address}");
        while self.events("Page.loadEventFired").count() == known {
            self.read();
        }
    }

    /// What an expression of the page's script gives, once it is what a promise promises.
    pub(crate) fn evaluate(&mut self, script: &str) -> Value {
        let given = json!({"expression": script, "awaitPromise": true, "returnByValue": true, "userGesture": true});
        let given = self.call("Runtime.evaluate", &given);
        assert_eq!(given.get("exceptionDetails"), None, "{script}");
        given["result"].get("value").cloned().unwrap_or_default()
    }

    /// Waits until an expression of the page's script is something; gives it, or `true` for an element.
    pub(crate) fn wait_for(&mut self, script: &str) -> Value {
        let limit = Duration::from_secs(20).as_millis();
        let script = format!(
            "new Promise((found, failed) => {{
                const until = Date.now() + {limit};
                const look = () => {{
                    let value;
                    try {{ value = {script}; }} catch (error) {{ return failed(error); }}
                    if (value) return found(value instanceof Node ? true : value);
                    if (Date.now() > until) return failed(new Error('it does not come'));
                    setTimeout(look, 20);
                }};
                look();
            }})"
        );
        self.evaluate(&script)
    }

    /// The page as it is seen, as PNG.
    pub(crate) fn picture(&mut self) -> Vec<u8> {
        use base64::prelude::{BASE64_STANDARD, Engine};
        let picture = self.call("Page.captureScreenshot", &json!({"format": "png"}));
        BASE64_STANDARD.decode(picture["data"].as_str().unwrap()).unwrap()
    }

    /// The addresses that were asked for.
    pub(crate) fn requests(&self) -> Vec<String> {
        let requests = self.events("Network.requestWillBeSent");
        requests.map(|event| event["request"]["url"].as_str().unwrap().to_owned()).collect()
    }

    /// What the browser found wrong: errors and warnings of scripts, of what is loaded, and of what a policy forbids.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let mut complaints: Vec<String> = self.events("Runtime.exceptionThrown").map(ToString::to_string).collect();
        let is_bad = |event: &&Value, level: &str| ["error", "warning"].contains(&event[level].as_str().unwrap());
        complaints
            .extend(self.events("Runtime.consoleAPICalled").filter(|it| is_bad(it, "type")).map(Value::to_string));
        let entries = self.events("Log.entryAdded").map(|event| &event["entry"]);
        complaints.extend(entries.filter(|it| is_bad(it, "level")).map(Value::to_string));
        complaints
    }

    fn events(&self, method: &str) -> impl Iterator<Item = &Value> {
        self.events.iter().filter(move |(known, _)| known == method).map(|(_, event)| event)
    }

    fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.last += 1;
        let mut message = json!({"id": self.last, "method": method, "params": parameters});
        if !self.session.is_empty() {
            message["sessionId"] = self.session.as_str().into();
        }
        self.to.write_all(format!("{message}\0").as_bytes()).unwrap();
        loop {
            if let Some(mut answer) = self.read() {
                assert_eq!(answer.get("error"), None, "{method}");
                return answer["result"].take();
            }
        }
    }

    /// Reads a message: keeps it if it is an event, gives it if it is the answer to the last call.
    fn read(&mut self) -> Option<Value> {
        let mut bytes = Vec::new();
        self.from.read_until(0, &mut bytes).unwrap();
        assert_eq!(bytes.pop(), Some(0), "the browser has gone: does CHROME name one?");
        let mut message: Value = serde_json::from_slice(&bytes).unwrap();
        if let Some(event) = message["method"].as_str() {
            self.events.push((event.to_owned(), message["params"].take()));
            return None;
        }
        (message["id"] == self.last).then_some(message)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
