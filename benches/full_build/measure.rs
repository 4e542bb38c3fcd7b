//! Runs a program and measures it.

use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::Result;

/// One run of a program.
pub(crate) struct Run {
    pub(crate) time: Duration,
    /// The time that its threads computed, in the system too; `None` if the system does not report it.
    #[allow(dead_code, reason = "not every benchmark shows it")]
    pub(crate) cpu: Option<Duration>,
    /// Peak resident memory in bytes; `None` if the system does not report it.
    pub(crate) peak: Option<u64>,
}

/// Runs `command` and waits for its end. Its standard error is shown.
pub(crate) fn run(mut command: Command) -> Result<Run> {
    flush();
    let start = Instant::now();
    let child =
        command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().map_err(|error| {
            format!("cannot start `{}`: {error}", Path::new(command.get_program()).display())
        })?;
    let (status, usage) = wait(child)?;
    let time = start.elapsed();

    if !status.success() {
        return Err(format!("{command:?} failed: {status}").into());
    }
    let (cpu, peak) = usage.unzip();
    Ok(Run { time, cpu, peak })
}

/// The median.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Waits until all earlier writes are on the disk, so that they do not slow down the next run.
#[cfg(unix)]
#[expect(unsafe_code, reason = "the standard library has no `sync`")]
pub(crate) fn flush() {
    // SAFETY: `sync` takes nothing, returns nothing and cannot fail.
    unsafe { libc::sync() };
}

/// There is no such call on this system: earlier writes may slow down a run.
#[cfg(not(unix))]
pub(crate) fn flush() {}

/// Waits for the child with `wait4`, which, unlike [`Child::wait`], reports the resources that it used.
#[cfg(unix)]
#[expect(unsafe_code, reason = "the standard library has no `wait4`")]
fn wait(child: Child) -> Result<(ExitStatus, Option<(Duration, u64)>)> {
    use std::os::unix::process::ExitStatusExt;

    let pid = libc::pid_t::try_from(child.id())?;
    let mut status = 0;
    let mut usage = std::mem::MaybeUninit::<libc::rusage>::zeroed();
    loop {
        // SAFETY: both pointers are to memory of ours that outlives the call, and nothing else waits for this
        // child.
        if unsafe { libc::wait4(pid, &raw mut status, 0, usage.as_mut_ptr()) } == pid {
            break;
        }
        let error = std::io::Error::last_os_error();
        if error.kind() != std::io::ErrorKind::Interrupted {
            return Err(error.into());
        }
    }
    // SAFETY: zeros are a valid `rusage`, and `wait4` has filled it in.
    let usage = unsafe { usage.assume_init() };
    // Apple's systems count in bytes, all others in kibibytes.
    let unit = if cfg!(target_vendor = "apple") { 1 } else { 1024 };
    let time = |time: libc::timeval| -> Result<Duration> {
        Ok(Duration::from_secs(time.tv_sec.try_into()?) + Duration::from_micros(time.tv_usec.try_into()?))
    };
    let cpu = time(usage.ru_utime)? + time(usage.ru_stime)?;
    Ok((ExitStatus::from_raw(status), Some((cpu, u64::try_from(usage.ru_maxrss)? * unit))))
}

#[cfg(not(unix))]
fn wait(mut child: Child) -> Result<(ExitStatus, Option<(Duration, u64)>)> {
    Ok((child.wait()?, None))
}
